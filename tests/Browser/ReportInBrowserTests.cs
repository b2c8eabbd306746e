using Microsoft.Playwright;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Reporting.Html;
using RaceModel.Tests.Cli;
using RaceModel.Tests.Synthesis;
using Xunit;

namespace RaceModel.Tests.Browser;

/// <summary>A report of three protocols, written once.</summary>
public sealed class WrittenReport : IDisposable
{
    private static readonly ComparisonBounds Bounds = new(2, 1, 1, Observer.Guest, PropertySet.All);

    private readonly TemporaryFolder _folder = new();

    public WrittenReport()
    {
        HardwareProfile hardware = ShippedEntries.Hardware("vtd");
        GuestProgram hostile = ShippedEntries.Guest("racing") with { Name = "<img src=x onerror=alert(1)>", Source = "\"><script>alert(1)</script>" };
        var plan = new TablePlan(
            "vtd",
            [.. ((string[])["two-call", "atomic-exchange", "plain"]).Select(name => new Contender(name, hardware, new()
            {
                Enable = ShippedEntries.Enable("linux"),
                Query = ShippedEntries.Query("clear-flush"),
                Unmap = ShippedEntries.Unmap(name),
            }))],
            [ShippedEntries.Guest("quiesced"), ShippedEntries.Guest("racing-load"), hostile]);
        Table = new Comparer(Bounds, new SearchLimits()).Compare([plan], _ => { })[0];
        var guarantees = GuaranteeTable.Of(
            Catalogue.Shipped, [hardware], [ShippedEntries.Guest("racing")], profile => Problems.Of(profile.Name, "racing", maxPrimitives: 2), new SearchLimits(), _ => { });
        string page = ReportPage.Write([Table], Bounds, new(new SearchLimits(), repairs: true, _ => { }), guarantees);
        Address = new Uri(_folder.Write("index.html", page)).AbsoluteUri;
    }

    public string Address { get; }

    internal ComparisonTable Table { get; }

    /// <summary>The run that replay gives for a violation of the row of two-call and the guest racing-load.</summary>
    internal Trace TraceOf(Property property) => Replay.Run(Table.Rows[0].Results[1][property].Counterexample!).Trace;

    public void Dispose() => _folder.Dispose();
}

/// <summary>The report is clicked through in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReportInBrowserTests(Chromium chromium, WrittenReport report) : IClassFixture<WrittenReport>
{
    private const string Cell = "#vtd/two-call/racing-load/no-time-travel";

    [SkippableFact]
    public async Task Filters_leave_what_fits()
    {
        await using WatchedPage page = await Open("");
        Assert.Equal((3, 9), (await page.Count(".matrix tbody tr"), await page.Count(".matrix td:not(.cost)")));

        await page["input[type=search] >> nth=0"].FillAsync("atomic");
        Assert.Equal((1, "3 scenarios shown of 9."), (await page.Count(".matrix tbody tr"), await page.Text("#count")));

        await page["input[type=search] >> nth=0"].FillAsync("");
        await page["#filters select >> nth=2"].SelectOptionAsync("holds");
        Assert.Equal((2, 2), (await page.Count(".matrix tbody tr"), await page.Count(".matrix .badge.holds >> visible=true")));

        await page["#filters select >> nth=2"].SelectOptionAsync("");
        await page["#filters select >> nth=1"].SelectOptionAsync("no-time-travel");
        Assert.Equal(0, await page.Count("img"));
        Assert.Equal(["✗ TT43", "✗ TT40", "✗ TT39"], await page[".matrix .badge:not(.holds)"].AllInnerTextsAsync());
    }

    [SkippableFact]
    public async Task Guarantees_are_tables_with_headings()
    {
        await using WatchedPage page = await Open("");

        Assert.Equal(["Hardware", "Real software"], await page["#takes caption"].AllInnerTextsAsync());
        Assert.Equal(["vtd", .. Catalogue.Shipped.Software.Names], await page["#takes tbody th[scope=row]"].AllInnerTextsAsync());
        Assert.Equal(Enum.GetValues<Guarantee>().Length * 2, await page.Count("#takes thead th[scope=col]"));
        Assert.Contains("[exchange-pte, flush] 1 call, 1 flush, 1 walk", await page.Text("#takes tbody td >> nth=2"), StringComparison.Ordinal);
        Assert.Equal("not for racing\nno unmap gives it", await page.Text("#takes tbody td >> nth=5"));
        Assert.Equal("what each guarantee takes", (await page["#takes"].EvaluateAsync<string>("part => document.getElementById(part.getAttribute('aria-labelledby')).innerText")).ToLowerInvariant());
    }

    [SkippableFact]
    public async Task Cell_opens_where_the_race_is_lost_and_leads_back()
    {
        await using WatchedPage page = await Open("");
        await page["a.badge:has-text('TT43')"].ClickAsync();

        Assert.Equal("two-call on vtd, guest racing-load: no-time-travel is violated", await page.Text("#violation h2"));
        Assert.Contains("page 0: the destination has version 0", await page.Text(".lead"), StringComparison.Ordinal);
        Assert.Equal(2, await page.Count(".row.racing"));
        Assert.Equal(1, await page.Count(".window"));
        Assert.True(await page["#violation h2"].EvaluateAsync<bool>("heading => heading === document.activeElement"));

        await page.Press("Escape");
        Assert.True(await page["#overview"].IsVisibleAsync());
        Assert.False(await page["#violation"].IsVisibleAsync());
    }

    [SkippableFact]
    public async Task Keys_go_through_the_run_and_every_value_is_that_of_replay()
    {
        Trace trace = report.TraceOf(Property.NoTimeTravel);
        await using WatchedPage page = await Open(Cell + "/0");
        for (int step = 0; step <= trace.Steps.Count; step++)
        {
            Assert.Equal(
                StateText.Lines(trace.System, trace.StateAfter(step)).Order(StringComparer.Ordinal),
                (await page[".states .state div"].EvaluateAllAsync<string[]>(
                    "rows => rows.map(row => `${row.children[0].textContent}: ${row.children[1].textContent}`)")).Order(StringComparer.Ordinal));
            Assert.Equal(step, await page["[role=option]"].EvaluateAllAsync<int>("rows => rows.findIndex(row => row.getAttribute('aria-selected') === 'true')"));
            Assert.EndsWith($"/{step}", page.Page.Url, StringComparison.Ordinal);
            if (step > 0)
            {
                Assert.Contains($"{trace.Steps[step - 1].Transition.Step}.", await page.Text(".current"), StringComparison.Ordinal);
                Assert.Equal(
                    StateText.Changes(trace.System, trace.StateAfter(step - 1), trace.StateAfter(step)),
                    await page[".changes li:not(.violates)"].AllInnerTextsAsync());
            }

            await page.Press("ArrowRight");
        }

        Assert.EndsWith($"/{trace.Steps.Count}", page.Page.Url, StringComparison.Ordinal);
        Assert.Contains("violates no-time-travel", await page.Text(".current"), StringComparison.Ordinal);
        await page.Press("Home", "ArrowRight", "ArrowRight", "ArrowLeft");
        Assert.EndsWith("/1", page.Page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Link_leads_to_the_step()
    {
        await using WatchedPage page = await Open(Cell + "/23");
        Assert.StartsWith("step 23 of 43", await page.Text(".current"), StringComparison.Ordinal);

        await page.Page.EvaluateAsync("location.hash = '#vtd/plain/quiesced/no-lost-write/5'");
        await page.WaitFor("document.querySelector('.current').textContent.startsWith('step 5 ')");
        Assert.StartsWith("plain on vtd, guest quiesced", await page.Text("#violation h2"), StringComparison.Ordinal);

        await page.Page.EvaluateAsync("location.hash = '#vtd/nowhere/quiesced/no-lost-write'");
        await page.WaitFor("document.querySelector('#count').textContent.includes('There is no violation')");
    }

    [SkippableFact]
    public async Task What_if_is_shown_beside_and_moves_the_step_that_it_says()
    {
        await using WatchedPage page = await Open(Cell);
        Assert.Equal(1, await page.Count("svg.chart"));

        await page[".why button >> nth=0"].ClickAsync();

        Assert.Equal(2, await page.Count("svg.chart"));
        Assert.Equal(1, await page.Count(".charts .move"));
        Assert.Equal(1, await page.Count(".charts [aria-label*='violates no-time-travel']"));
        Assert.Equal(0, await page.Count(".other [aria-label*='violates no-time-travel']"));
        Assert.Equal(1, await page.Count(".charts .moved"));
        Assert.Equal(1, await page.Count(".other .moved"));
        (LocatorBoundingBoxResult left, LocatorBoundingBoxResult right) = ((await page[".charts"].BoundingBoxAsync())!, (await page[".other"].BoundingBoxAsync())!);
        Assert.True(right.X >= left.X + left.Width && Math.Abs(right.Y - left.Y) < 2, "not beside each other");

        await page[".why button >> nth=0"].ClickAsync();
        Assert.Equal(1, await page.Count("svg.chart"));
    }

    [SkippableFact]
    public async Task Saved_schedule_replays()
    {
        await using WatchedPage page = await Open(Cell);
        await page["details.scenario summary"].ClickAsync();
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page["text=Save schedule"].ClickAsync());
        Schedule schedule = ScheduleJson.Read(JsonFile.Parse("saved", await File.ReadAllTextAsync(await download.PathAsync())));

        Assert.Equal(Property.NoTimeTravel, schedule.Violated);
        Assert.Null(Replay.Run(schedule).Divergence);
    }

    [SkippableFact]
    public async Task Pareto_front_is_what_no_other_protocol_beats()
    {
        await using WatchedPage page = await Open("");
        string[] beaten = [.. from worse in report.Table.Rows from better in report.Table.Rows where Beats(better, worse) select worse.Contender.Label];

        Assert.Equal(
            report.Table.Rows.Select(row => row.Contender.Label).Except(beaten).Order(StringComparer.Ordinal),
            (await page[".plot .front text"].AllTextContentsAsync()).Order(StringComparer.Ordinal));

        static bool Beats(ComparisonRow better, ComparisonRow worse)
        {
            (ProtocolCost one, ProtocolCost other) = (better.Contender.Cost, worse.Contender.Cost);
            bool keepsAll = better.Results.Zip(worse.Results).All(pair => pair.First.Violated.Except(pair.Second.Violated).IsEmpty);
            bool keepsMore = better.Results.Zip(worse.Results).Any(pair => pair.First.Violated != pair.Second.Violated);
            return keepsAll && one.Calls <= other.Calls && one.Flushes <= other.Flushes
                && (keepsMore || one.Calls < other.Calls || one.Flushes < other.Flushes);
        }
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_in_light_and_dark(ColorScheme scheme)
    {
        // The contrast that WCAG 2.2 asks for in success criterion 1.4.3.
        const string LeastContrast = """
            selector => Math.min(...[...document.querySelectorAll(selector)].map(node => {
              const light = color => color.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
              const read = text => text.match(/[\d.]+/g).map(Number);
              let ground = node;
              while (ground.parentElement && read(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
              const style = getComputedStyle(node);
              const ink = node instanceof SVGElement ? style.fill : style.color;
              const [high, low] = [light(read(ink).slice(0, 3)), light(read(getComputedStyle(ground).backgroundColor).slice(0, 3))].sort((a, b) => b - a);
              return (high + 0.05) / (low + 0.05);
            }))
            """;
        await using WatchedPage page = await Open(Cell, new() { ColorScheme = scheme });
        string ground = await page["body"].EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Light, ground == "rgb(255, 255, 255)");
        Assert.InRange(await page.Page.EvaluateAsync<double>(LeastContrast, "p, dt, dd, a, button, .violates, .chart text, summary, h2"), 4.5, 21);
        await page.Press("Escape");
        Assert.InRange(await page.Page.EvaluateAsync<double>(LeastContrast, "p, th, small, code, .badge, .plot text, #legend dd, label"), 4.5, 21);
    }

    [SkippableFact]
    public async Task Arrow_keys_go_from_cell_to_cell()
    {
        await using WatchedPage page = await Open("");
        await page["a.badge:has-text('LW42') >> nth=0"].FocusAsync();
        await page.Press("ArrowDown", "ArrowDown", "ArrowLeft");
        Assert.Contains("/plain/quiesced/", await page.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Paper_shows_the_chart_and_all_steps_without_controls()
    {
        await using WatchedPage page = await Open(Cell);
        await page.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.False(await page[".stepper"].IsVisibleAsync());
        Assert.True(await page["svg.chart"].IsVisibleAsync());
        Assert.Equal(43, await page.Count(".listing > li >> visible=true"));
    }

    [SkippableFact]
    public async Task Screen_reader_hears_names_and_steps()
    {
        await using WatchedPage page = await Open(Cell + "/23");
        Assert.Equal("polite", await page[".current"].GetAttributeAsync("aria-live"));
        Assert.StartsWith("23. IOMMU sets the dirty bit of IOVA 0", await page["[role=option] >> nth=23"].GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Count("button:not([aria-label]):empty, svg:not([aria-label]), input:not([aria-label]):not(label input), select:not(label select)"));
        Assert.Equal("en", await page["html"].GetAttributeAsync("lang"));
    }

    private async Task<WatchedPage> Open(string fragment, BrowserNewContextOptions? options = null)
    {
        WatchedPage page = await chromium.Open(options ?? new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.Page.GotoAsync(report.Address + fragment);
        await page.WaitFor("!document.querySelector('#overview').hidden || !document.querySelector('#violation').hidden");
        return page;
    }
}
